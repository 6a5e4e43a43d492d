/** Gets photos ready for a model to look at. Implemented in infra/photos. */
export interface Eyes {
  /** A photo as a small JPEG that tells nothing but what it shows; null where it could not be had or read. Never throws. */
  look: (fileId: string) => Promise<Uint8Array | null>;
}
