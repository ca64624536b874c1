/** `URL` exists wherever this code runs (WHATWG, Node and browsers), but neither DOM nor Node types belong in `shared`. */
declare const URL: new (url: string) => { readonly origin: string; readonly host: string; readonly pathname: string };
