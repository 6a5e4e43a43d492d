import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Actor, editOwn, forwarded, say, sendAlbum, speak, start } from '../acts.ts';
import { attach, attachmentFields } from '../attachments.ts';
import { ActError } from '../errors.ts';
import { type Form, readForm } from '../form.ts';
import type { MediaKind } from '../media.ts';
import type { MessageContent } from '../state.ts';
import { press, tap } from '../taps.ts';
import type { World } from '../world.ts';
import { bodyOf } from './body.ts';

type Act = (world: World, chat: number, form: Form) => unknown;

/** POST /api/chats/:chat/:act — the README lists the acts and their fields. */
export function serveActs(app: FastifyInstance, world: World): void {
  app.post<{ Params: { chat: string; act: string } }>('/api/chats/:chat/:act', async (request) => {
    const name = request.params.act;
    const does = ACTS.get(name);
    if (!does)
      throw new ActError(404, `there is no act "${name}"; there are: ${[...ACTS.keys()].join(', ')}`);
    const form = await readForm({}, request.headers['content-type'], bodyOf(request));
    return does(world, id.parse(request.params.chat), form);
  });
}

// A multipart form knows strings only, hence the coercion.
const id = z.coerce.number().int();
const flag = z.union([z.boolean(), z.stringbool()]);
const actor = { as: id, replyTo: id.optional(), anonymous: flag.optional() };
const { caption: _, ...fileFields } = attachmentFields;
const editFields = { message: id, text: z.string().optional(), ...fileFields };
const latitude = z.coerce.number().min(-90).max(90);
const longitude = z.coerce.number().min(-180).max(180);

const ACTS = new Map<string, Act>([
  ['say', act({ text: z.string() }, (world, by, { text }) => ({ message: say(world, by, text) }))],
  [
    'start',
    act({ payload: z.string().optional() }, (world, by, { payload }) => ({
      message: start(world, by.as, payload),
    })),
  ],
  ...(['photo', 'video', 'video_note', 'animation', 'voice', 'audio', 'document', 'sticker'] as const).map(
    (kind): [string, Act] => [kind, fileAct(kind)],
  ),
  ['album', albumAct()],
  [
    'location',
    act({ latitude, longitude }, (world, by, location) => {
      return speakOnce(world, by, {
        location: { latitude: location.latitude, longitude: location.longitude },
      });
    }),
  ],
  [
    'venue',
    act({ latitude, longitude, title: z.string(), address: z.string() }, (world, by, fields) => {
      const location = { latitude: fields.latitude, longitude: fields.longitude };
      const venue = { location, title: fields.title, address: fields.address };
      return speakOnce(world, by, { location, venue });
    }),
  ],
  [
    'contact',
    act(
      { phone: z.string(), firstName: z.string(), lastName: z.string().optional() },
      (world, by, fields) => {
        const contact = {
          phone_number: fields.phone,
          first_name: fields.firstName,
          last_name: fields.lastName,
        };
        return speakOnce(world, by, { contact });
      },
    ),
  ],
  ['forward', forwardAct()],
  [
    'edit',
    act(editFields, (world, by, { message, text, ...fields }, form) => {
      const upload = form.uploads.get('file');
      const file = (kind: MediaKind) => attach(world, kind, fields, upload);
      const isReplaced = upload !== undefined || fields.file !== undefined || fields.scene !== undefined;
      return { message: editOwn(world, by, message, { text, file: isReplaced ? file : undefined }) };
    }),
  ],
  ['tap', tapAct()],
  [
    'press',
    act(
      {
        button: z.string(),
        latitude: latitude.optional(),
        longitude: longitude.optional(),
        phone: z.string().optional(),
      },
      (world, by, what) => ({ message: press(world, by, what) }),
    ),
  ],
]);

function act<Shape extends z.ZodRawShape>(
  shape: Shape,
  does: (world: World, by: Actor, fields: z.output<z.ZodObject<Shape>>, form: Form) => unknown,
): Act {
  const who = z.object(actor);
  const what = z.object(shape);
  return (world, chat, form) =>
    does(world, { ...who.parse(form.fields), chat }, what.parse(form.fields), form);
}

function fileAct(kind: MediaKind): Act {
  return act(attachmentFields, (world, by, fields, form) =>
    speakOnce(world, by, attach(world, kind, fields, form.uploads.get('file'))),
  );
}

/** An album of the uploaded files, or of `items`, or of a few painted pictures; `caption` goes below the first. */
function albumAct(): Act {
  const item = z.object({ ...attachmentFields, type: z.enum(['photo', 'video']).default('photo') });
  const shape = {
    caption: attachmentFields.caption,
    count: z.coerce.number().int().min(2).max(10).default(3),
    items: z.array(item).min(2).max(10).optional(),
  };
  return act(shape, (world, by, { caption, count, items }, form) => {
    const uploads = [...form.uploads.values()];
    const pictures = Array.from({ length: uploads.length || count }, () => item.parse({}));
    const contents = (items ?? pictures).map((fields, index) => {
      const said = { ...fields, caption: fields.caption ?? (index === 0 ? caption : undefined) };
      return attach(world, fields.type, said, uploads[index], index);
    });
    return { messages: sendAlbum(world, by, contents) };
  });
}

function forwardAct(): Act {
  const shape = {
    fromChat: id.optional(),
    message: id.optional().describe('a message of fromChat'),
    text: z.string().optional().describe('or a text from outside'),
    sender: z.string().default('Somebody').describe('who wrote that text'),
  };
  return act(shape, (world, by, fields) => speakOnce(world, by, forwarded(world, by, fields)));
}

function tapAct(): Act {
  const shape = {
    message: id,
    button: z.union([z.string(), z.tuple([z.number(), z.number()])]).optional(),
    data: z.string().optional(),
    wait: flag.default(true),
    timeoutSeconds: z.coerce.number().positive().max(150).default(20),
  };
  return act(shape, (world, by, { wait, timeoutSeconds, ...what }) =>
    tap(world, by, { ...what, waitMs: wait ? timeoutSeconds * 1000 : 0 }),
  );
}

function speakOnce(world: World, by: Actor, content: MessageContent) {
  return { message: speak(world, by, [content])[0]! };
}
