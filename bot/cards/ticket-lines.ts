import type { DepartmentView, ReviewView, SeenBy } from '../../core/cards/views.ts';
import type { Point } from '../../core/complaints/incoming.ts';
import type { ProxyOnCard } from '../../core/proxy/proxy-on-card.ts';
import type { Words } from '../../core/review/reasons.ts';
import type { Urgency } from '../../prisma/generated/enums.ts';
import { escapeHtml, formatDate, formatTime, oneLine, words } from '../messages/format.ts';
import { lines, type Pen } from './card.ts';

type View = ReviewView | DepartmentView;

const signs: Record<Urgency, string> = { emergency: '🚨', urgent: '🟠', normal: '' };

/** `🚨 Emergency · 7K4-2QD · ... · 24 Nov, 16:30`: what can be told apart at a glance, and when it was said. */
export function headline(view: View, pen: Pen, ...more: (string | false)[]): string {
  const { urgency, reference, thread } = view;
  const urgent = urgency !== 'normal' && `${signs[urgency]} <b>${pen.say.urgencies[urgency]}</b>`;
  const at = thread[0] && formatTime(thread[0].at, pen);
  return [urgent, `<code>${escapeHtml(reference)}</code>`, ...more, at].filter(Boolean).join(' · ');
}

/** What, where, since when, what for. */
export function facts({ title, place, point, since, wish, seenBy, proxy }: View, pen: Pen): string {
  return lines(
    title && `<b>${oneLine(title, 200)}</b>`,
    whereLine(place, point, pen),
    since && `🕒 ${oneLine(since, 100)}`,
    seenBy && seenByLine(seenBy, pen),
    proxy && proxyLine(proxy, pen),
    // The title of a suggestion is often what it wishes for.
    wish && wish !== title && `🎯 ${pen.say.card.wish(oneLine(wish, 200))}`,
  );
}

function seenByLine({ name, area }: SeenBy, { say }: Pen): string {
  const who = name ? oneLine(name, 64) : say.roles.grid_worker;
  return `🚶 ${say.card.seenBy(who, area ? oneLine(area, 100) : null)}`;
}

/** For whom it was filed, and whether they agree: whoever acts on it may have to reach them. */
function proxyLine({ name, reach, writer, consent, whyNot, readBack }: ProxyOnCard, { say }: Pen): string {
  const who = say.proxy.onCard(oneLine(writer ?? '', 64), oneLine(name, 100), oneLine(reach, 100));
  const agreed =
    consent === 'none' ? say.proxy.consents.none(oneLine(whyNot ?? '', 100)) : say.proxy.consents[consent];
  return [who, agreed, readBack && say.proxy.wasReadBack].filter(Boolean).join(' · ');
}

/** The draft's description, where it says more than the title and the resident's own words below it. */
export function descriptionLine({ description, title, thread }: View): string {
  const said = thread
    .filter(({ who }) => who === 'resident')
    .flatMap(({ text, heard }) => [text ?? [], heard].flat());
  const told = [title, said.join('\n')].some((text) => text.includes(description.replace(/…$/, '')));
  return told ? '' : words(description, 500);
}

/** The day for which a department has promised it. */
export function promiseLine({ promisedFor }: { promisedFor: Date | null }, pen: Pen): string {
  return promisedFor ? pen.say.promised(formatDate(promisedFor, pen)) : '';
}

/** Somebody's own words as a quotation, or a ready reason in the reader's language. */
export function wordsQuote(said: Words | null, pen: Pen, most = 500): string {
  const text = said && ('text' in said ? words(said.text, most) : readyText(said, pen));
  return text ? `<blockquote>${text}</blockquote>` : '';
}

/** A reason that nobody wrote: a ready one, or whose matter it is. */
export function readyText(said: Exclude<Words, { text: string }>, { say, name }: Pen): string {
  return 'reason' in said
    ? say.reasons[said.reason]
    : say.others(name(said.others.name), name(said.others.reach));
}

function whereLine(place: string | null, point: Point | null, pen: Pen): string {
  const named = [place, point?.name].filter((name) => !!name).map((name) => oneLine(name!, 150));
  const map = point && placeLink(point, pen);
  const where = [...new Set(named), map].filter(Boolean).join(' · ');
  return where && `📍 ${where}`;
}

/** A place on the map, as a link. */
export function placeLink(point: Point, pen: Pen): string {
  return `<a href="${escapeHtml(mapLink(point, pen))}">${pen.say.card.map}</a>`;
}

/** A map that the reader's phone opens. Only the coordinates go into the address, no name of a place. */
function mapLink({ latitude, longitude }: Point, { language }: Pen): string {
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)];
  return language === 'zh'
    ? `https://uri.amap.com/marker?position=${lon},${lat}&coordinate=wgs84`
    : `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`;
}
