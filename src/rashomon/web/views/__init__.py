"""The pages, one module each; ``PAGES`` of a module names its addresses (see ``rashomon.web.visit.Page``)."""
