import type { Prisma } from '../../prisma/generated/client.ts';
import type { Consent } from '../../prisma/generated/enums.ts';

/** For whom a complaint was filed, as staff and departments need to know it: they may have to reach them. */
export interface ProxyOnCard {
  name: string;
  reach: string;
  writer: string | null;
  consent: Consent;
  whyNot: string | null;
  readBack: boolean;
  joined: boolean;
}

/** What a complaint is read with for its cards. */
export const withProxy = {
  include: { writer: { select: { name: true } } },
} as const satisfies Prisma.ProxyDefaultArgs;

export function proxyOnCard(proxy: Prisma.ProxyGetPayload<typeof withProxy> | null): ProxyOnCard | null {
  if (!proxy || proxy.name === null) return null;
  const { name, reach, writer, consent, whyNot, readBackAt, joinedAt } = proxy;
  return {
    ...{ name, reach: reach ?? '', writer: writer.name, consent, whyNot },
    readBack: readBackAt !== null,
    joined: joinedAt !== null,
  };
}
