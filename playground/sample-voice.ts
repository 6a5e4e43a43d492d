/**
 * A silent voice message as Ogg Opus bytes (RFC 7845, RFC 3533), for when somebody wants to speak and has no
 * microphone. `seconds` is at most 5, so that all its packets fit into one Ogg page.
 */
export function sampleVoice(seconds = 2): Buffer {
  const packets = Array.from({ length: Math.min(5, seconds) * PACKETS_A_SECOND }, () => SILENT_PACKET);
  return Buffer.concat([
    oggPage({ flags: FIRST_PAGE, granule: 0, sequence: 0, packets: [opusHead()] }),
    oggPage({ flags: 0, granule: 0, sequence: 1, packets: [opusTags()] }),
    oggPage({ flags: LAST_PAGE, granule: packets.length * SAMPLES_A_PACKET, sequence: 2, packets }),
  ]);
}

const PACKETS_A_SECOND = 50;
const SAMPLES_A_PACKET = 960;
const FIRST_PAGE = 2;
const LAST_PAGE = 4;
/** 20 ms of mono, full band, nothing to hear (RFC 6716, section 3). */
const SILENT_PACKET = Buffer.from([0xf8, 0xff, 0xfe]);

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = 1;
  head.writeUInt32LE(48_000, 12);
  return head;
}

function opusTags(): Buffer {
  const vendor = Buffer.from('playground');
  const tags = Buffer.alloc(16 + vendor.length);
  tags.write('OpusTags', 'latin1');
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  return tags;
}

function oggPage(page: { flags: number; granule: number; sequence: number; packets: Buffer[] }): Buffer {
  const header = Buffer.alloc(27);
  header.write('OggS', 'latin1');
  header[5] = page.flags;
  header.writeBigUInt64LE(BigInt(page.granule), 6);
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(page.sequence, 18);
  header[26] = page.packets.length;
  const bytes = Buffer.concat([
    header,
    Buffer.from(page.packets.map((packet) => packet.length)),
    ...page.packets,
  ]);
  bytes.writeUInt32LE(oggChecksum(bytes), 22);
  return bytes;
}

/** Ogg's CRC is not zlib's: same polynomial, but not reflected, and it starts and ends at zero. */
function oggChecksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
