import type { IncomingFile } from './files.ts';

export type Form = { fields: { [name: string]: unknown }; uploads: Map<string, IncomingFile> };

/** Reads a body in any encoding that the Bot API takes. Query parameters count as fields. Throws on a broken body. */
export async function readForm(
  query: { [name: string]: unknown },
  contentType: string | undefined,
  body: Buffer,
): Promise<Form> {
  const form: Form = { fields: { ...query }, uploads: new Map() };
  if (body.length === 0) return form;
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    Object.assign(form.fields, Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
  } else if (type === 'multipart/form-data') {
    await readMultipart(form, contentType!, body);
  } else {
    Object.assign(form.fields, JSON.parse(body.toString('utf8')));
  }
  return form;
}

async function readMultipart(form: Form, contentType: string, body: Buffer): Promise<void> {
  const parts = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.fields[name] = value;
    else form.uploads.set(freeName(form.uploads, name), await incoming(value));
  }
}

/** Several files under one name, as a browser's file field sends them, become name, name1, name2. */
function freeName(uploads: Map<string, IncomingFile>, name: string): string {
  let free = name;
  for (let n = 1; uploads.has(free); n += 1) free = `${name}${n}`;
  return free;
}

async function incoming(file: File): Promise<IncomingFile> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const mime = file.type && file.type !== 'application/octet-stream' ? file.type.split(';')[0]! : undefined;
  return { bytes, name: file.name, ...(mime ? { mime } : {}) };
}
