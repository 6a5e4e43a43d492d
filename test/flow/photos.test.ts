import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { referenceIn, saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { type ModelServerOptions, startModelServer } from '../support/model-server.ts';
import { openWhole, type Whole } from '../support/whole.ts';

const caption = '柳溪路的路灯坏了三天了';

/** A town with a model's server of its own. */
async function openTown(env: Record<string, string>, options: ModelServerOptions = {}) {
  const server = await startModelServer(options);
  const model = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' };
  const whole = await openWhole({ env: { ...model, ...env } });
  return {
    server,
    whole,
    close: async () => {
      await whole.close();
      await server.close();
    },
  };
}

/** A new resident sends something; the reviewers' card of it, once it is there. */
async function sendAndSee({ actors, newResident }: Whole, act: string, fields: object) {
  const resident = await newResident('zh');
  await actors.act(resident, resident, act, fields);
  const reference = referenceIn(await actors.see(resident, 'the reference', referenceIn))!;
  const decidable = (one: Parameters<typeof saying>[0] & { taps: unknown[] }) =>
    saying(one, reference) && one.taps.length > 0;
  return actors.see(reviewersGroup, `the card of ${reference}`, decidable);
}

/** A photo as a phone takes it: large, lying on its side, and telling where it was taken. */
async function phonePhoto(): Promise<string> {
  const exif = {
    IFD0: { Make: 'TellingCamera' },
    IFD3: { GPSLatitude: '48/1 8/1 0/1', GPSLatitudeRef: 'N' },
  };
  const photo = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#224466' } });
  const bytes = await photo.withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  return bytes.toString('base64');
}
const notAPhoto = Buffer.from('the lamp is broken').toString('base64');

describe('where photos may go to a model that sees', () => {
  let town: Awaited<ReturnType<typeof openTown>>;
  beforeAll(async () => {
    town = await openTown({ MODEL_VISION: 'on' });
  });
  afterAll(() => town.close());
  beforeEach(() => {
    town.server.requests.length = 0;
  });
  const message = () => town.server.requests[0]!.messages[1]!;

  test('a photo goes along small and upright, and tells nothing but what it shows', async () => {
    const file = await phonePhoto();
    expect(Buffer.from(file, 'base64').includes('TellingCamera')).toBe(true);
    const card = await sendAndSee(town.whole, 'photo', { caption, file });
    expect(card.text).toContain('公共设施');
    const [picture, ...others] = message().pictures!;
    expect(others).toEqual([]);
    const { format, width, height, exif } = await sharp(picture!).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'jpeg', width: 683, height: 1024 });
    expect(picture!.includes('TellingCamera')).toBe(false);
    expect(message().content).toContain('1 photos (1 shown to you)');
  });

  test('no address goes along, so none that holds the bot’s token', async () => {
    await sendAndSee(town.whole, 'photo', { caption, file: await phonePhoto() });
    const sent = JSON.stringify(town.server.requests);
    expect(sent).not.toMatch(/https?:|playground|AgAC/);
  });

  test('of an album the first four go along, and the model hears how many there are', async () => {
    await sendAndSee(town.whole, 'album', { caption, count: 6 });
    expect(message().pictures).toHaveLength(4);
    expect(message().content).toContain('6 photos (4 shown to you)');
  });

  test('what is no photo is left out, and model and reviewers hear that', async () => {
    const good = await phonePhoto();
    const items = [{ file: good }, { file: notAPhoto, fileName: 'lamp.jpg' }];
    const card = await sendAndSee(town.whole, 'album', { caption, items });
    expect(card.text).toContain('1 张照片打不开，模型没有看到');
    expect(message().pictures).toHaveLength(1);
    expect(message().content).toContain('2 photos (1 shown to you, 1 could not be read)');
  });

  test('a complaint whose only photo is none is triaged by its words all the same', async () => {
    const card = await sendAndSee(town.whole, 'photo', { caption, file: notAPhoto });
    expect(card.text).toContain('公共设施');
    expect(message().pictures).toBeUndefined();
    expect(message().content).toContain('1 photos (you cannot see them)');
  });

  test('a small file that unpacks into a huge picture is not unpacked; the words are read all the same', async () => {
    const size = { width: 8_000, height: 8_000, channels: 3, background: '#000000' } as const;
    const bomb = await sharp({ create: size }).png().toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    const card = await sendAndSee(town.whole, 'photo', { caption, file: bomb.toString('base64') });
    expect(card.text).toContain('公共设施');
    expect(message().pictures).toBeUndefined();
  });

  test('the photo is shown again in the repair turn', async () => {
    town.server.next({ content: '路灯应该是市政的事。' });
    await sendAndSee(town.whole, 'photo', { caption, file: await phonePhoto() });
    expect(town.server.requests.map(({ messages }) => messages[1]!.pictures?.length)).toEqual([1, 1]);
  });
});

describe('a photo without words', () => {
  const seen = {
    ...{ evidence: [], title: '路灯灯罩脱落', description: '照片里路灯的灯罩掉了一半，挂在电线上。' },
    ...{ place: null, since: null, wish: null, category: 'public-facilities', runnerUp: null, duty: null },
    ...{ elsewhere: null, missing: ['place'], urgency: 'normal' },
  };
  const answer = { content: { language: 'zh', kind: 'complaint', problems: [seen] } };
  const noWords = '只有照片，没有文字';

  test('is drafted from what the model sees in it, and marked as that', async () => {
    const town = await openTown({ MODEL_VISION: 'on' });
    try {
      town.server.next(answer);
      const card = await sendAndSee(town.whole, 'photo', { file: await phonePhoto() });
      expect(card.text).toContain('路灯灯罩脱落');
      expect(card.text).toContain('（机器看照片写的，居民没有写字）照片里路灯的灯罩掉了一半');
      expect(card.text).toContain('公共设施');
      expect(town.server.requests.map(({ messages }) => messages[1]!.pictures?.length)).toEqual([1]);
      expect(await town.whole.deps.db.suggestion.findMany()).toMatchObject([
        { evidence: [], modelCode: 'public-facilities', modelCallId: expect.any(Number) },
      ]);
    } finally {
      await town.close();
    }
  });

  test('that quotes words which nobody wrote is mended, or goes without', async () => {
    const town = await openTown({ MODEL_VISION: 'on' });
    try {
      const quoting = { ...seen, evidence: ['灯罩掉了'] };
      for (const _ of ['at first', 'in the repair turn'])
        town.server.next({ content: { ...answer.content, problems: [quoting] } });
      const card = await sendAndSee(town.whole, 'photo', { file: await phonePhoto() });
      expect(card.text).toContain('路灯灯罩脱落');
      expect(card.text).not.toContain('依据');
      expect(town.server.requests).toHaveLength(2);
    } finally {
      await town.close();
    }
  });

  test.each<[string, Record<string, string>, string | null]>([
    ['that is no photo', { MODEL_VISION: 'on' }, notAPhoto],
    ['that must not leave', {}, null],
  ])('%s is asked about nowhere', async (_, env, file) => {
    const town = await openTown(env);
    try {
      const card = await sendAndSee(town.whole, 'photo', { file: file ?? (await phonePhoto()) });
      expect(card.text).toContain(noWords);
      expect(town.server.requests).toEqual([]);
    } finally {
      await town.close();
    }
  });

  test('is shown once to a server that takes no pictures, which is never asked about it in words', async () => {
    const town = await openTown({ MODEL_VISION: 'on' }, { sees: false });
    try {
      for (const _ of ['it refuses', 'it is not asked']) {
        const card = await sendAndSee(town.whole, 'photo', { file: await phonePhoto() });
        expect(card.text).toContain(noWords);
        expect(card.text).not.toContain('未分类');
      }
      expect(town.server.requests).toHaveLength(1);
    } finally {
      await town.close();
    }
  });
});

test('a server that takes no pictures is asked again without within the call, and never shown one again', async () => {
  const town = await openTown({ MODEL_VISION: 'on' }, { sees: false });
  try {
    for (const _ of ['it refuses', 'it is not shown any']) {
      const card = await sendAndSee(town.whole, 'photo', { caption, file: await phonePhoto() });
      expect(card.text).toContain('公共设施');
      expect(card.text).not.toContain('未分类');
    }
    const shown = town.server.requests.map(({ messages }) => messages[1]!);
    expect(shown.map(({ pictures }) => pictures?.length ?? 0)).toEqual([1, 0, 0]);
    for (const { content } of shown.slice(1)) expect(content).toContain('1 photos (you cannot see them)');
  } finally {
    await town.close();
  }
});

test.each([
  ['the vault is on and nobody has said that photos may leave', {}, 0],
  ['the vault is off', { MODEL_PRIVACY: 'off' }, 1],
  ['the vault is off, but photos are to stay', { MODEL_PRIVACY: 'off', MODEL_VISION: 'off' }, 0],
])('where %s, a model sees accordingly', async (_, env, pictures) => {
  const town = await openTown(env);
  try {
    await sendAndSee(town.whole, 'photo', { caption, file: await phonePhoto() });
    const [, message] = town.server.requests[0]!.messages;
    expect(message!.pictures?.length ?? 0).toBe(pictures);
    if (pictures === 0) expect(message!.content).toContain('1 photos (you cannot see them)');
  } finally {
    await town.close();
  }
});
