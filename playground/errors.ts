/** An answer that Telegram gives instead of a result; `description` in Telegram's own words. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: ApiError['parameters']) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (text: string) => new ApiError(400, `Bad Request: ${text}`);
export const forbidden = (text: string) => new ApiError(403, `Forbidden: ${text}`);
export const conflict = (text: string) => new ApiError(409, `Conflict: ${text}`);

export const tooManyRequests = (seconds: number) =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

export const upgraded = (to: number) =>
  new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to });

/** What the API for acting as a person answers when an act is impossible; the sentence says why. */
export class ActError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
