/** Names a page's memo: bytes, engine, page. */
export interface MemoKey {
  readonly sha256: string;
  readonly engineDigest: string;
  readonly page: number;
}
