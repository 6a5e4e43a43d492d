import { crc32, deflateSync } from 'node:zlib';

export const SCENES = ['lamp', 'puddle', 'rubbish'] as const;
export type Scene = (typeof SCENES)[number];

type Colour = [red: number, green: number, blue: number];
type Canvas = { width: number; height: number; pixels: Buffer };

/**
 * A small painted street as PNG bytes, for when somebody wants to send a photo and has none.
 * `seed` moves its colours, so that several pictures of one scene differ.
 */
export function samplePicture(
  options: { width?: number; height?: number; scene?: Scene; seed?: number } = {},
): Buffer {
  const { width = 640, height = 480, scene = 'lamp' } = options;
  const seed = (options.seed ?? 0) % 10;
  const key = `${scene} ${seed} ${width}x${height}`;
  let picture = painted.get(key);
  if (!picture) {
    const canvas: Canvas = { width, height, pixels: Buffer.alloc(width * height * 3) };
    paintStreet(canvas, scene, seed);
    picture = encodePng(canvas);
    painted.set(key, picture);
  }
  return picture;
}

/** Painting takes tens of milliseconds; a load test asks for the same few pictures thousands of times. */
const painted = new Map<string, Buffer>();

/** Coordinates are in hundredths of the picture's width and height. */
function paintStreet(canvas: Canvas, scene: Scene, seed: number): void {
  const night = scene === 'lamp';
  const shift = (seed * 37) % 40;
  const sky: Colour = night ? [38, 46, 84] : [150 + shift, 196, 226];
  rectangle(canvas, 0, 0, 100, 100, sky);
  disc(canvas, 80 - (seed % 5) * 9, 16, 7, night ? [240, 236, 205] : [255, 214, 120]);
  for (const [left, top, colour] of HOUSES)
    paintHouse(canvas, left, top, shade(colour, night ? 0.5 : 1), night);
  rectangle(canvas, 0, 66, 100, 100, night ? [52, 54, 62] : [118, 120, 124]);
  rectangle(canvas, 0, 64, 100, 67, night ? [88, 90, 98] : [190, 188, 180]);
  for (let x = 4; x < 100; x += 20) rectangle(canvas, x, 84, x + 10, 86, [222, 218, 200]);
  if (scene === 'lamp') paintLamp(canvas);
  if (scene === 'puddle') paintPuddle(canvas);
  if (scene === 'rubbish') paintRubbish(canvas, shift);
}

const HOUSES: [left: number, top: number, colour: Colour][] = [
  [2, 30, [196, 132, 104]],
  [30, 40, [214, 190, 150]],
  [58, 26, [142, 160, 152]],
];

function paintHouse(canvas: Canvas, left: number, top: number, colour: Colour, night: boolean): void {
  rectangle(canvas, left, top, left + 25, 66, colour);
  rectangle(canvas, left - 1, top - 3, left + 26, top, shade(colour, 0.7));
  for (let y = top + 5; y < 58; y += 9) {
    for (let x = left + 3; x < left + 22; x += 7) {
      const lit = night && (x * 7 + y * 3) % 4 === 0;
      rectangle(canvas, x, y, x + 4, y + 5, lit ? [250, 214, 130] : shade(colour, night ? 0.6 : 1.25));
    }
  }
}

function paintLamp(canvas: Canvas): void {
  rectangle(canvas, 85, 26, 86.5, 74, [28, 30, 36]);
  rectangle(canvas, 77, 26, 86, 27.5, [28, 30, 36]);
  disc(canvas, 78, 29, 2.6, [70, 72, 80]);
}

function paintPuddle(canvas: Canvas): void {
  ellipse(canvas, 44, 82, 30, 9, [84, 112, 134]);
  ellipse(canvas, 40, 80, 20, 5, [124, 156, 178]);
  ellipse(canvas, 52, 84, 8, 1.6, [176, 202, 216]);
}

function paintRubbish(canvas: Canvas, shift: number): void {
  disc(canvas, 34, 74, 8, [60, 66, 62]);
  disc(canvas, 45, 76, 6, [88, 78 + shift, 66]);
  disc(canvas, 55, 73, 9, [48, 54, 60]);
  rectangle(canvas, 60, 70, 72, 80, [176, 142, 96]);
  rectangle(canvas, 22, 76, 29, 80, [210, 96, 84]);
}

function rectangle(
  canvas: Canvas,
  left: number,
  top: number,
  right: number,
  bottom: number,
  colour: Colour,
): void {
  const { width, height } = canvas;
  for (let y = Math.round((top * height) / 100); y < Math.round((bottom * height) / 100); y += 1) {
    for (let x = Math.round((left * width) / 100); x < Math.round((right * width) / 100); x += 1) {
      dot(canvas, x, y, colour);
    }
  }
}

function disc(canvas: Canvas, x: number, y: number, radius: number, colour: Colour): void {
  ellipse(canvas, x, y, radius, (radius * canvas.width) / canvas.height, colour);
}

function ellipse(canvas: Canvas, cx: number, cy: number, rx: number, ry: number, colour: Colour): void {
  const { width, height } = canvas;
  for (let y = Math.floor(((cy - ry) * height) / 100); y <= ((cy + ry) * height) / 100; y += 1) {
    for (let x = Math.floor(((cx - rx) * width) / 100); x <= ((cx + rx) * width) / 100; x += 1) {
      const dx = ((x * 100) / width - cx) / rx;
      const dy = ((y * 100) / height - cy) / ry;
      if (dx * dx + dy * dy <= 1) dot(canvas, x, y, colour);
    }
  }
}

function dot({ width, height, pixels }: Canvas, x: number, y: number, colour: Colour): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  pixels.set(colour, (y * width + x) * 3);
}

function shade([red, green, blue]: Colour, factor: number): Colour {
  const part = (value: number) => Math.min(255, Math.round(value * factor));
  return [part(red), part(green), part(blue)];
}

/** PNG with one IDAT, 8 bits a channel, no filter (https://www.w3.org/TR/png-3/). */
function encodePng({ width, height, pixels }: Canvas): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    pixels.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
