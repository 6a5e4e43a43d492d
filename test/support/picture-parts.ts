/** What a chat's message may hold: words, or parts of which some are pictures. */
export type RawContent =
  | string
  | ({ type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } })[];

export interface ReadMessage {
  role: string;
  /** Its words. */
  content: string;
  /** Its pictures, as bytes; missing where it has none. */
  pictures?: Buffer[];
}

const formats = ['png', 'jpeg', 'gif', 'webp'];

/** A message with its words and pictures apart. */
export function readContent({ role, content }: { role: string; content: RawContent }): ReadMessage {
  if (typeof content === 'string') return { role, content };
  const words = content.flatMap((part) => (part.type === 'text' ? part.text : []));
  const urls = content.flatMap((part) => (part.type === 'image_url' ? part.image_url.url : []));
  const pictures = urls.map((url) => Buffer.from(url.split(',')[1] ?? '', 'base64'));
  return { role, content: words.join('\n'), ...(pictures.length > 0 && { pictures }) };
}

/** Why OpenAI would not take the pictures in these messages; null where it would. A blind model takes none. */
export function refusePictures(
  messages: { content: RawContent }[],
  sees: boolean,
): { message: string; param: string; code: string | null } | null {
  for (const [at, { content }] of messages.entries()) {
    if (typeof content === 'string') continue;
    for (const [index, part] of content.entries()) {
      if (part.type !== 'image_url') continue;
      const param = `messages.[${at}].content.[${index}].type`;
      if (!sees)
        return {
          message: 'Invalid content type. image_url is only supported by certain models.',
          param,
          code: null,
        };
      const message = refuseUrl(part.image_url.url);
      if (message) return { message, param, code: 'invalid_image_format' };
    }
  }
  return null;
}

function refuseUrl(url: string): string | null {
  // OpenAI would fetch it; nobody here may be reached.
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  if (!type || data === undefined) return `Invalid image URL: '${url.slice(0, 30)}'.`;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return 'Invalid base64 image_url.';
  const [kind, format] = type.split('/');
  if (kind !== 'image' || !formats.includes(format!))
    return `You uploaded an unsupported image. Please make sure your image has of one the following formats: [${formats.map((one) => `'${one}'`).join(', ')}].`;
  return null;
}
