import type { Said } from '../../core/cards/thread.ts';
import type { Language } from '../../core/deps.ts';
import type { Parcel } from '../../core/dispatch/courier.ts';

/**
 * A ticket as a department's system gets it: a service request of Open311's GeoReport v2
 * (https://wiki.open311.org/GeoReport_v2/), with what that has no field for under `extended_attributes`. Texts of the catalogue are in
 * the town's language; both languages stand under `extended_attributes`.
 */
export function serviceRequest(
  { kind, idempotencyKey, ticket }: Parcel,
  { publicUrl, language }: { publicUrl?: string | undefined; language: Language },
) {
  const { category, department, duty, point } = ticket;
  // Where they call us back about it, if they can.
  const callbackUrl = publicUrl
    ? `${publicUrl}/departments/${department.code}/tickets/${ticket.reference}`
    : null;
  const media = ticket.media.map(({ id, ...file }) => ({
    ...file,
    url: callbackUrl && `${callbackUrl}/media/${id}`,
  }));
  const isRecalled = kind === 'recall';
  const isThanks = ticket.errand === 'thanks';
  const thanks = isThanks ? 'A resident’s thanks; nothing is to be done.' : null;
  const notes = isRecalled ? 'Taken back; nothing is to be done.' : thanks;
  return {
    event: `service_request.${isRecalled ? 'recalled' : isThanks ? 'thanked' : 'dispatched'}`,
    idempotency_key: idempotencyKey,
    service_request: {
      service_request_id: ticket.reference,
      status: isRecalled || isThanks ? 'closed' : 'open',
      status_notes: notes,
      service_code: category.code,
      service_name: category.name[language],
      agency_responsible: department.name[language],
      service_notice: duty?.text[language] ?? null,
      description: [ticket.title, ticket.description].filter(Boolean).join('\n\n'),
      requested_datetime: ticket.requestedAt.toISOString(),
      updated_datetime: ticket.updatedAt.toISOString(),
      expected_datetime: ticket.dueAt?.toISOString() ?? null,
      address: ticket.place ?? point?.name ?? null,
      lat: point?.latitude ?? null,
      long: point?.longitude ?? null,
      media_url: media.find(({ kind }) => kind === 'photo')?.url ?? null,
      extended_attributes: {
        kind: ticket.errand,
        round: ticket.round,
        urgency: ticket.urgency,
        title: ticket.title,
        since: ticket.since,
        wish: ticket.wish,
        language: ticket.language,
        service_names: category.name,
        department: { code: department.code, names: department.name },
        duty: duty && { code: duty.code, texts: duty.text },
        thread: ticket.thread.map(saidOf),
        media,
        callback_url: callbackUrl,
      },
    },
  };
}

/** `department`: which, where another has had it before. */
function saidOf({ who, department, purpose, text, media, heard, at }: Said) {
  return { who, department, purpose, text, media, machine_transcripts: heard, at: at.toISOString() };
}
