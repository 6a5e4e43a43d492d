import { expect, vi } from 'vitest';
import { type Card, referenceIn, saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { signed, startDepartmentServer } from './department-server.ts';
import type { Whole } from './whole.ts';

/** Where departments reach us, as PUBLIC_URL says; a test goes to the server's own port, as the proxy in front would. */
export const publicUrl = 'https://whistle.example';

export const reviewer = 2001;
const admin = 2005;

interface Call {
  secret?: string;
  id?: string;
  at?: Date;
  headers?: Record<string, string>;
}

/** A department with a system of its own, and the people around it: who files, who confirms, who connects it. */
export function openDesk(whole: Whole) {
  const { actors, deps, http } = whole;
  const { db } = deps;

  /** The admin connects a system by the command in the chat; returns the secret that the chat shows. */
  async function connect(code: string, url: string): Promise<string> {
    const { message } = await actors.act(admin, admin, 'say', { text: `/webhook ${code} ${url}` });
    const shown = await actors.see(admin, 'the secret', (one) => saying(one, 'whsec_'), message.message_id);
    return /whsec_[A-Za-z0-9+/=]+/.exec(shown.text ?? '')![0];
  }

  /** A complaint up to the reviewers' card, its ticket not yet confirmed. */
  async function complaint(resident: number, send: () => Promise<unknown>): Promise<string> {
    const before = (await actors.messages(resident)).at(-1)?.message_id ?? 0;
    await send();
    return referenceIn(await actors.see(resident, 'the reference', referenceIn, before))!;
  }

  async function confirm(reference: string, category: string): Promise<void> {
    const right = (tap: Card['taps'][number]) => tap.kind === 'confirm' && tap.category === category;
    const card = await actors.see(
      reviewersGroup,
      `the review card of ${reference}`,
      (one) => saying(one, reference) && one.taps.some(({ kind }) => kind === 'others' || kind === 'confirm'),
    );
    if (!card.taps.some(right))
      await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'others');
    await actors.tap(reviewersGroup, reviewer, reference, right);
  }

  const ticket = (reference: string) => db.ticket.findUniqueOrThrow({ where: { reference } });
  const delivery = async (reference: string, kind: 'ticket' | 'recall' = 'ticket') =>
    db.delivery.findFirst({
      where: { ticketId: (await ticket(reference)).id, kind },
      orderBy: { round: 'desc' },
    });

  return {
    ...{ connect, complaint, confirm, ticket, delivery },
    /** A system of its own for a department, connected; what an earlier test left behind is none of its business. */
    open: async (code: string) => {
      const server = await startDepartmentServer();
      const secret = await connect(code, server.url);
      server.keepSecret(secret);
      return { server, secret };
    },
    /** What a resident says, as a ticket in review. */
    say: async (text: string, language: 'zh' | 'en' = 'zh') => {
      const resident = await whole.newResident(language);
      const reference = await complaint(resident, () => actors.act(resident, resident, 'say', { text }));
      return { resident, reference };
    },
    until: (reference: string, status: string) =>
      vi.waitFor(async () => expect((await ticket(reference)).status).toBe(status), { timeout: 40_000 }),
    /** Waits until an attempt has come to this, and makes the next one due now. */
    hurry: async (reference: string, attempts: number) => {
      await expect.poll(() => delivery(reference)).toMatchObject({ state: 'due', attempts });
      const { id } = (await delivery(reference))!;
      await db.delivery.update({ where: { id }, data: { dueAt: deps.now() } });
      await deps.ring({ at: 'dispatch', id });
    },
    /**
     * What the department's system says of a ticket, signed. `to`: the callback_url that it was given. A body that is an object names the
     * ticket, unless it says another.
     */
    call: async (to: string, body: string | object, { headers, ...by }: Call = {}) => {
      const service_request_id = decodeURIComponent(to.split('/').at(-1)!);
      const text = typeof body === 'string' ? body : JSON.stringify({ service_request_id, ...body });
      const response = await fetch(to.replace(publicUrl, http), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(by.secret && signed(text, { ...by, secret: by.secret })),
          ...headers,
        },
        body: text,
      });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    },
    /** A ticket as it stands now, or a file that belongs to it, fetched with a signed GET. */
    fetch: (url: string, secret: string) =>
      fetch(url.replace(publicUrl, http), { headers: signed('', { secret }) }),
    /** Where the system calls back about a ticket of this department. */
    callbackUrl: (department: string, reference: string) =>
      `${publicUrl}/departments/${department}/tickets/${reference}`,
  };
}

export type Desk = ReturnType<typeof openDesk>;
