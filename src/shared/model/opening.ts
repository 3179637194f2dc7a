/** How far the opening of a large input is, in steps. */
export interface Opening {
  readonly origin: string;
  readonly done: number;
  readonly total: number;
}
