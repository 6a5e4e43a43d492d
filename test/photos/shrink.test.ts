import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { shrinkPhoto } from '../../infra/photos/shrink.ts';

describe('a photo for a model', () => {
  test('is a JPEG whose longer side is 1024 pixels', async () => {
    const wide = await shrinkPhoto(await painted(2048, 1000).png().toBuffer());
    expect(await sharp(wide!).metadata()).toMatchObject({ format: 'jpeg', width: 1024, height: 500 });
    const high = await shrinkPhoto(await painted(1000, 3000).webp().toBuffer());
    expect(await sharp(high!).metadata()).toMatchObject({ format: 'jpeg', width: 341, height: 1024 });
  });

  test('is not blown up where it was small', async () => {
    const small = await shrinkPhoto(await painted(90, 68).png().toBuffer());
    expect(await sharp(small!).metadata()).toMatchObject({ width: 90, height: 68 });
  });

  test('tells neither where nor when nor with what it was taken', async () => {
    const telling = await painted(400, 300)
      .withExif({
        IFD0: { Make: 'TellingCamera', ImageDescription: 'Li Mei at home' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1', GPSLongitude: '126/1 31/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><TellingCamera/></x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    expect(telling.includes('TellingCamera')).toBe(true);
    const bare = Buffer.from((await shrinkPhoto(telling))!);
    expect(bare.includes('TellingCamera') || bare.includes('Li Mei')).toBe(false);
    const { exif, xmp, iptc, icc, comments } = await sharp(bare).metadata();
    expect({ exif, xmp, iptc, icc, comments }).toEqual({});
  });

  test('stands upright, as nothing says any more how it is to be turned', async () => {
    const lying = await painted(400, 200)
      .withExif({ IFD0: {} })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const upright = await shrinkPhoto(lying);
    expect(await sharp(upright!).metadata()).toMatchObject({ width: 200, height: 400 });
    expect((await sharp(upright!).metadata()).orientation).toBeUndefined();
  });

  test('shows white where it was transparent', async () => {
    const clear = await sharp({
      create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { channels } = await sharp((await shrinkPhoto(clear))!).stats();
    expect(channels.map(({ min }) => min)).toEqual([255, 255, 255]);
  });
});

describe('no photo', () => {
  test('is a text that says it is one', async () => {
    expect(await shrinkPhoto(Buffer.from('the lamp at the corner is broken'))).toBeNull();
    expect(await shrinkPhoto(Buffer.alloc(0))).toBeNull();
  });

  test('is a picture of which the second half is missing', async () => {
    const whole = await painted(800, 600).jpeg().toBuffer();
    expect(await shrinkPhoto(whole.subarray(0, whole.length / 2))).toBeNull();
  });

  test('is a drawing that could name files of ours', async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    expect(await shrinkPhoto(Buffer.from(drawing))).toBeNull();
  });

  test('is a small file that unpacks into a huge picture', async () => {
    const bomb = blackPng(10_000, 10_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await shrinkPhoto(bomb)).toBeNull();
  });
});

function painted(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#336699' } });
}

/** A PNG of one black, a bit a pixel: what it takes to unpack is many times what it weighs. */
function blackPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}
