/** What a worker of a browser has besides what Node has, too, as far as it is used here. */
export interface WorkerScope {
  readonly location: { readonly href: string };
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  readonly close: () => void;
}
