export type WebhookUrlProblem = 'not-a-url' | 'not-https' | 'credentials' | 'link-local';

/**
 * What keeps an address from being a department's webhook, or null. Tickets hold people's words, so they leave by https only, but for a
 * system on this very machine. Link-local addresses are where clouds keep their machines' secrets (169.254.169.254), and nobody's
 * department.
 */
export function checkWebhookUrl(text: string): WebhookUrlProblem | null {
  if (!URL.canParse(text)) return 'not-a-url';
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'not-a-url';
  if (username || password) return 'credentials';
  if (linkLocal.test(hostname)) return 'link-local';
  return protocol === 'https:' || loopback.test(hostname) ? null : 'not-https';
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const linkLocal = /^(?:169\.254(?:\.\d{1,3}){2}|\[fe[89ab][0-9a-f]:.*\]|\[::ffff:a9fe:[0-9a-f]+\])$/;
