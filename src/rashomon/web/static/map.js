// The map: the base map that comes along, and the incidents of the page's JSON twin, each as a shape that shows how well its
// place is known. Without WebGL it steps aside: the list says the same. Asks this server only; runs under the strict policy.
import { Map as Drawn, NavigationControl, Popup, addProtocol, setWorkerUrl } from "./vendor/maplibre-gl.mjs";

const frame = document.getElementById("map");
const note = document.getElementById("map-note");
if (frame) begin().catch((error) => stepAside("The map could not be drawn (" + error.message + "); the list says the same."));

function stepAside(words) {
  frame.hidden = true;
  if (note) note.textContent = words;
}

function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(window.WebGL2RenderingContext && canvas.getContext("webgl2"));
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status + " " + address);
  return answer.json();
}

async function begin() {
  if (!hasWebGL()) return stepAside("This browser has no WebGL for the map; the list says the same.");
  if (note) note.textContent = "The map is being drawn; the list says the same.";
  setWorkerUrl(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);
  const [world, told] = await Promise.all([fetched(frame.dataset.world), fetched(frame.dataset.points)]);
  const points = told.incidents.filter((one) => one.lat !== null && one.lon !== null).map(feature);
  const map = new Drawn({
    container: frame, style: style(world, points), bounds: bounds(points), fitBoundsOptions: { padding: 40, maxZoom: 9 },
    attributionControl: { customAttribution: frame.dataset.tiles ? "Natural Earth; OpenStreetMap" : "Natural Earth" },
    dragRotate: false, pitchWithRotate: false, maxZoom: frame.dataset.tiles ? 16 : 10,
    fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  for (const [name, draw] of Object.entries(SHAPES)) map.addImage(name, image(draw), { pixelRatio: 2 });
  map.on("click", "incidents", (event) => popup(map, event));
  map.on("mouseenter", "incidents", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "incidents", () => { map.getCanvas().style.cursor = ""; });
  map.on("moveend", () => { if (moved) within(map.getBounds()); });
  map.on("dragend", () => { moved = true; });
  map.on("load", () => {
    frame.dataset.ready = "yes";
    if (note) note.textContent = points.length + " on the map. Drag or use the arrow keys to move, + and - to zoom.";
  });
}

let moved = false;
// Where the reader moved the map to: offered as the filter's box, taken only when the form is sent.
function within(area) {
  const field = document.getElementById("f-box");
  const inside = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(2);
  if (field) field.value = [inside(area.getWest(), 180), inside(area.getSouth(), 90), inside(area.getEast(), 180), inside(area.getNorth(), 90)].join(",");
}

function feature(one) {
  return {
    type: "Feature", geometry: { type: "Point", coordinates: [one.lon, one.lat] },
    properties: {
      id: one.incident, kind: one.type, shape: one.precision, place: one.place || "", where: one.where,
      day: one.start || "undated", rank: ["country", "region", "near", "exact"].indexOf(one.precision),
    },
  };
}

function bounds(points) {
  if (!points.length) return [[-20, -35], [70, 60]];
  const lons = points.map((p) => p.geometry.coordinates[0]), lats = points.map((p) => p.geometry.coordinates[1]);
  const pad = 0.4;
  return [[Math.min(...lons) - pad, Math.max(-85, Math.min(...lats) - pad)], [Math.max(...lons) + pad, Math.min(85, Math.max(...lats) + pad)]];
}

function style(world, points) {
  const countries = topojson.feature(world, world.objects.countries);
  for (const country of countries.features) across(country.geometry);
  const sources = {
    countries: { type: "geojson", data: countries, maxzoom: 6 },
    incidents: { type: "geojson", data: { type: "FeatureCollection", features: points } },
  };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": "#dfe7ea" } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": "#f6f3ee" } },
    { id: "borders", type: "line", source: "countries", paint: { "line-color": "#a39d94", "line-width": 0.8 } },
  ];
  if (frame.dataset.tiles) {
    addProtocol("pmtiles", new pmtiles.Protocol().tile);
    sources.region = { type: "vector", url: "pmtiles://" + new URL(frame.dataset.tiles, location.href).href };
    layers.push(
      { id: "r-water", type: "fill", source: "region", "source-layer": "water", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": "#c9d8de" } },
      { id: "r-roads", type: "line", source: "region", "source-layer": "roads", minzoom: 6, paint: { "line-color": "#cdbfa8", "line-width": 1 } },
      { id: "r-borders", type: "line", source: "region", "source-layer": "boundaries", paint: { "line-color": "#8a857e", "line-width": 1 } },
    );
  }
  layers.push({
    id: "incidents", type: "symbol", source: "incidents",
    layout: { "icon-image": ["get", "shape"], "icon-allow-overlap": true, "symbol-sort-key": ["get", "rank"] },
  });
  layers.push({
    id: "names", type: "symbol", source: "incidents", minzoom: 5,
    layout: { "text-field": ["get", "place"], "text-font": ["sans-serif"], "text-size": 13, "text-anchor": "top", "text-offset": [0, 1.1], "text-optional": true },
    paint: { "text-color": "#1c1b1a", "text-halo-color": "#fff", "text-halo-width": 1.5 },
  });
  return { version: 8, sources, layers };
}

// A ring that crosses 180 degrees goes on beyond it: read as it stands, its borders would run back across the whole map.
// A ring around a pole is closed along the edge of the map instead.
function across(geometry) {
  if (!geometry) return;
  for (const polygon of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) {
    for (const ring of polygon) {
      let turn = 0;
      for (let i = 1; i < ring.length; i++) {
        const step = ring[i][0] + turn - ring[i - 1][0];
        if (step > 180) turn -= 360;
        else if (step < -180) turn += 360;
        ring[i] = [ring[i][0] + turn, ring[i][1]];
      }
      const [first, last] = [ring[0], ring[ring.length - 1]];
      if (Math.abs(last[0] - first[0]) > 180) ring.push([last[0], -90], [first[0], -90], first);
    }
  }
}

// Shapes of 48 pixels, shown at half that: filled where the place itself is known, hollow and larger the less it is.
const SHAPES = {
  exact: (c) => { c.beginPath(); c.arc(24, 24, 9, 0, 7); c.fillStyle = "#b34700"; c.fill(); c.lineWidth = 3; c.strokeStyle = "#fff"; c.stroke(); },
  near: (c) => { c.beginPath(); c.arc(24, 24, 14, 0, 7); c.setLineDash([6, 5]); line(c); },
  region: (c) => { c.beginPath(); c.rect(6, 6, 36, 36); line(c); },
  country: (c) => { c.beginPath(); c.moveTo(24, 2); c.lineTo(46, 24); c.lineTo(24, 46); c.lineTo(2, 24); c.closePath(); line(c); },
};

function line(c) {
  c.lineWidth = 7; c.strokeStyle = "rgba(255,255,255,.8)"; c.stroke();
  c.lineWidth = 4; c.strokeStyle = "#b34700"; c.stroke();
}

function image(draw) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 48;
  const context = canvas.getContext("2d");
  draw(context);
  return context.getImageData(0, 0, 48, 48);
}

// All incidents under the pointer, as links; words of reports go in as text, never as markup.
function popup(map, event) {
  const list = document.createElement("ul");
  const seen = new Set();
  for (const found of event.features) {
    const { id, kind, place, where, day } = found.properties;
    if (seen.has(id)) continue;
    seen.add(id);
    const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("bdi");
    link.href = frame.dataset.link.replace("ID", encodeURIComponent(id));
    link.textContent = kind;
    name.textContent = place;
    item.append(day + ", ", link, ", ", name, " (" + where + ")");
    list.append(item);
  }
  new Popup({ maxWidth: "22rem" }).setLngLat(event.lngLat).setDOMContent(list).addTo(map);
}
