// @ts-check
import { changed, draftOf } from './model.js';
import { act, toast } from './server.js';
import { say } from './texts.js';

/** @import { Pane } from './model.js' */
/** @typedef {{ recorder: MediaRecorder, startedAt: number, isCancelled: boolean }} Recording */

/** Begins to record; without a microphone, or leave to use it, sends a sample. @param {Pane} pane */
export async function startRecording(pane) {
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined);
  if (!stream) {
    await act(pane, 'voice');
    return toast(pane, say().noMicrophone);
  }
  const recorder = new MediaRecorder(stream);
  /** @type {Recording} */
  const recording = { recorder, startedAt: Date.now(), isCancelled: false };
  /** @type {Blob[]} */
  const pieces = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const ticking = setInterval(changed, 500);
  recorder.addEventListener('stop', () => {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
    draftOf(pane).recording = undefined;
    changed();
    if (!recording.isCancelled)
      void sendVoice(pane, new Blob(pieces, { type: recorder.mimeType }), recording);
  });
  recorder.start();
  draftOf(pane).recording = recording;
  changed();
}

/** @param {Pane} pane @param {{ keep: boolean }} how */
export function stopRecording(pane, { keep }) {
  const { recording } = draftOf(pane);
  if (!recording) return;
  recording.isCancelled = !keep;
  recording.recorder.stop();
}

/** @param {Recording} recording */
export function secondsOf({ startedAt }) {
  return Math.round((Date.now() - startedAt) / 1000);
}

/** @param {Pane} pane @param {Blob} blob @param {Recording} recording */
function sendVoice(pane, blob, recording) {
  const form = new FormData();
  form.set('duration', String(Math.max(1, secondsOf(recording))));
  form.set('file', blob, blob.type.includes('ogg') ? 'voice.oga' : 'voice.webm');
  return act(pane, 'voice', form);
}
