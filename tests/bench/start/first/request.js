export const PROMPT = "give the man a red hat";
export const IMAGE = "https://example.com/photo.jpg";

/** Returns the arguments with which `send` calls the `fetch` that it is given, which never answers. */
export function firstRequest(send) {
  return new Promise((resolve, reject) => {
    const fetch = (...request) => {
      resolve(request);
      return new Promise(() => {});
    };
    Promise.resolve(send(fetch)).catch(reject);
  });
}
