/** A font as a data URL, so that it travels inside the bundle. */
declare module '*.ttf?inline' {
  const dataUrl: string;
  // eslint-disable-next-line no-restricted-syntax -- as the bundler gives it
  export default dataUrl;
}
