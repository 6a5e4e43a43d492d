import { expect, test } from 'vitest';
import { checkWebhookUrl } from '../../core/channels/webhook-url.ts';

test.each([
  'https://example.org/whistle',
  'https://example.org:8443/whistle?for=water',
  'https://10.1.2.3/whistle',
  'http://localhost:8080/whistle',
  'http://127.0.0.1/whistle',
  'http://127.9.9.9/whistle',
  'http://[::1]:8080/whistle',
])('%s can be a department’s webhook', (url) => {
  expect(checkWebhookUrl(url)).toBeNull();
});

test.each([
  ['whistle', 'not-a-url'],
  ['', 'not-a-url'],
  ['example.org/whistle', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['ftp://example.org/whistle', 'not-a-url'],
  ['javascript:alert(1)', 'not-a-url'],
  ['http://example.org/whistle', 'not-https'],
  ['http://localhost.example.org/whistle', 'not-https'],
  ['http://127.0.0.1.example.org/whistle', 'not-https'],
  ['http://10.1.2.3/whistle', 'not-https'],
  ['http://0.0.0.0/whistle', 'not-https'],
  ['https://user:word@example.org/whistle', 'credentials'],
  ['https://user@example.org/whistle', 'credentials'],
  ['http://169.254.169.254/latest/meta-data', 'link-local'],
  ['https://169.254.169.254/latest/meta-data', 'link-local'],
  ['https://2852039166/', 'link-local'],
  ['https://0xa9.0xfe.0xa9.0xfe/', 'link-local'],
  ['https://[fe80::1]/', 'link-local'],
  ['https://[febf::1]/', 'link-local'],
  ['https://[::ffff:169.254.169.254]/', 'link-local'],
])('%s cannot, being %s', (url, problem) => {
  expect(checkWebhookUrl(url)).toBe(problem);
});
