// What a browser makes of our files. A page calls one of these; its answer goes to the test, and so does an error.

"use strict";

const ms = (seconds) => Math.round(seconds * 1000);

const seen = (promise) =>
  promise
    .catch((error) => ({ error: String((error && error.stack) || error) }))
    .then((found) => fetch("/told", { method: "POST", body: JSON.stringify(found) }));

function cueOf(cue, fragment) {
  const voice = fragment.querySelector("[title]");
  const times = document.createTreeWalker(fragment, NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  const words = [];
  while (times.nextNode()) words.push(times.currentNode.data);
  return { start: ms(cue.startTime), end: ms(cue.endTime), voice: voice ? voice.title : "", text: fragment.textContent, words };
}

function loaded(target) {
  return new Promise((resolve, reject) => {
    target.addEventListener("load", resolve, { once: true });
    target.addEventListener("error", () => reject(new Error(`${target.src} does not load`)), { once: true });
  });
}

async function byTrack(name) {
  const video = document.createElement("video");
  const track = document.createElement("track");
  track.src = name;
  track.track.mode = "hidden";
  const there = loaded(track);
  video.append(track);
  document.body.append(video);
  await there;
  const cues = [...track.track.cues].map((cue) => cueOf(cue, cue.getCueAsHTML()));
  video.remove();
  return cues;
}

function textOf(node) {
  return node.type === "text" ? node.value : (node.children || []).map(textOf).join("");
}

function byWebvttParser(text, entities) {
  const found = new WebVTTParser(entities).parse(text, "captions/subtitles/descriptions");
  const cues = found.cues.map((cue) => {
    const [first] = cue.tree.children;
    const voice = first && first.name === "v" ? first.value : "";
    return { start: ms(cue.startTime), end: ms(cue.endTime), voice, text: textOf(cue.tree) };
  });
  return { cues, errors: found.errors.map((one) => `${one.line}:${one.col} ${one.message}`) };
}

function byVttJs(text) {
  const parser = new WebVTT.Parser(window, WebVTT.StringDecoder());
  const cues = [];
  const errors = [];
  parser.oncue = (cue) => cues.push(cueOf(cue, WebVTT.convertCueToDOMTree(window, cue.text)));
  parser.onparsingerror = (error) => errors.push(error.message);
  parser.parse(text);
  parser.flush();
  return { cues, errors };
}

async function readSubtitles(names) {
  const entities = await (await fetch("html-entities.json")).json();
  const found = {};
  for (const name of names) {
    const text = await (await fetch(name)).text();
    found[name] = { track: await byTrack(name), strict: byWebvttParser(text, entities), mozilla: byVttJs(text) };
  }
  return found;
}

async function readTranscripts(names) {
  const found = {};
  for (const name of names) found[name] = await readTranscript(name);
  return found;
}

async function readTranscript(name) {
  document.querySelector("iframe")?.remove();
  window.ran = false;
  const frame = document.createElement("iframe");
  frame.src = name;
  frame.style = "display: block; width: 100vw; height: 100vh; border: 0";
  const there = loaded(frame);
  document.body.append(frame);
  await there;
  await new Promise((resolve) => setTimeout(resolve, 200)); // for what an article may have started
  const page = frame.contentDocument;
  const texts = (selector) => [...page.querySelectorAll(selector)].map((one) => one.textContent);
  return {
    title: page.title,
    cites: texts("cite"),
    times: [...page.querySelectorAll("time")].map((one) => one.dateTime),
    paragraphs: texts("p"),
    ids: [...page.querySelectorAll("p")].map((one) => one.id),
    elements: [...new Set([...page.querySelectorAll("*")].map((one) => one.localName))],
    ran: Boolean(window.ran),
  };
}

async function showSubtitle(sound, name, second) {
  const video = document.createElement("video");
  video.style = "display: block; width: 100vw; height: 100vh; background: #000";
  video.src = URL.createObjectURL(await (await fetch(sound)).blob()); // which can be sought in
  const track = document.createElement("track");
  const there = loaded(track);
  document.body.append(video);
  video.append(track);
  track.src = name;
  track.track.mode = "showing"; // of a track that is in its video already: others are read and not painted
  await there;
  const shown = new Promise((resolve) => track.track.addEventListener("cuechange", resolve, { once: true }));
  video.currentTime = second;
  await shown;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return [...track.track.activeCues].map((cue) => cueOf(cue, cue.getCueAsHTML()));
}
