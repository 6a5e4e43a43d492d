import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallLog } from '../calls.ts';
import type { Cast } from '../cast.ts';
import { migrateGroup } from '../chats.ts';
import { commandsFor } from '../commands.ts';
import { ActError } from '../errors.ts';
import { type Faults, faultSchema } from '../faults.ts';
import { readForm } from '../form.ts';
import * as people from '../people.ts';
import { SCENES, samplePicture } from '../sample-picture.ts';
import type { WorldRecord } from '../state.ts';
import { checkMayRead, viewMessages, viewWorld } from '../view.ts';
import type { World } from '../world.ts';
import { bodyOf } from './body.ts';

export type WorldApi = { world: World; cast: Cast | undefined; faults: Faults; calls: CallLog };

const chatParams = z.object({ chat: z.coerce.number().int() });
const readQuery = z.object({
  as: z.coerce.number().int().optional(),
  after: z.coerce.number().int().default(0),
});
const idParams = z.object({ id: z.coerce.number().int() });

/** People and groups, what chats hold, and the bot's calls. */
export function serveWorld(app: FastifyInstance, { world, cast, faults, calls }: WorldApi): void {
  app.get('/api/world', async () => ({
    ...viewWorld(world, cast?.bot),
    panes: cast?.panes ?? [],
    samples: cast?.samples ?? [],
    places: cast?.places ?? [],
  }));
  app.patch('/api/world', async (request) => {
    setLanguage(world, (await bodyAs(request, z.object({ language: z.enum(['zh', 'en']) }))).language);
    return viewWorld(world, cast?.bot);
  });
  servePeople(app, world);

  app.get('/api/chats/:chat/messages', async (request) => {
    const { chat } = chatParams.parse(request.params);
    const { as, after } = readQuery.parse(request.query);
    checkMayRead(world, chat, as);
    const log = world.state.chats.get(chat);
    return {
      messages: viewMessages(world, chat, after),
      keyboard: log?.keyboard ?? null,
      pinned: log?.pinned ?? null,
    };
  });
  app.get('/api/chats/:chat/commands', async (request) => {
    const { chat } = chatParams.parse(request.params);
    const { as = chat } = readQuery.parse(request.query);
    checkMayRead(world, chat, as);
    return { commands: commandsFor(world.state, chat, as) };
  });
  app.get('/api/files/:id', async (request, reply) => {
    const file = world.state.files.get(z.object({ id: z.string() }).parse(request.params).id);
    const bytes = file && (await world.files.read(file.path));
    if (!bytes) throw new ActError(404, 'there is no such file');
    // What somebody uploaded must not run as a page of this origin.
    const isShown = /^(image\/(png|jpeg|webp|gif)|audio\/|video\/)/.test(file.mime);
    return reply
      .type(isShown ? file.mime : 'application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=86400, immutable')
      .send(bytes);
  });

  app.get('/api/samples/:scene', async (request, reply) => {
    const { scene } = z.object({ scene: z.enum(SCENES) }).parse(request.params);
    return reply.type('image/png').send(samplePicture({ scene }));
  });

  app.get('/api/calls', async (request) => ({ calls: calls.list(callsQuery.parse(request.query)) }));
  app.get('/api/faults', async () => ({ faults: faults.list() }));
  app.post('/api/faults', async (request) => {
    faults.add(await bodyAs(request, faultSchema));
    return { faults: faults.list() };
  });
  app.delete('/api/faults', async () => {
    faults.clear();
    return { faults: [] };
  });
}

function servePeople(app: FastifyInstance, world: World): void {
  const id = (request: FastifyRequest) => idParams.parse(request.params).id;
  app.post('/api/people', async (request) =>
    people.addPerson(world, await bodyAs(request, people.newPersonSchema)),
  );
  app.patch('/api/people/:id', async (request) =>
    people.patchPerson(world, id(request), await bodyAs(request, people.personPatchSchema)),
  );
  app.post('/api/groups', async (request) =>
    people.addGroup(world, await bodyAs(request, people.newGroupSchema)),
  );
  app.patch('/api/groups/:id', async (request) =>
    people.patchGroup(world, id(request), await bodyAs(request, people.groupPatchSchema)),
  );
  app.post('/api/groups/:id/migrate', async (request) =>
    migrateGroup(world, people.findGroup(world, id(request))),
  );
}

const callsQuery = z.object({
  method: z.string().optional(),
  chat: z.coerce.number().int().optional(),
  after: z.coerce.number().int().optional(),
});

async function bodyAs<T>(request: FastifyRequest, schema: z.ZodType<T>): Promise<T> {
  return schema.parse((await readForm({}, request.headers['content-type'], bodyOf(request))).fields);
}

/** The page's language is also that of everybody in the cast who follows it. */
function setLanguage(world: World, language: 'zh' | 'en'): void {
  const followers = [...world.state.people.values()].filter((person) => person.followsPage);
  world.commit(
    { t: 'language', language },
    ...followers.map(
      (person): WorldRecord => ({ t: 'person', person: { ...person, languageCode: language } }),
    ),
  );
}
