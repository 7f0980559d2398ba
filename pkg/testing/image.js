/** Makes a PNG of one colour, which a text decides. */
export function image(width, height, text) {
  const colour = new Uint8Array(new Uint32Array([checksum(new TextEncoder().encode(text))]).buffer, 0, 3);
  const row = new Uint8Array(1 + 3 * width);
  for (let pixel = 0; pixel < width; pixel += 1) row.set(colour, 1 + 3 * pixel);
  const rows = new Uint8Array(row.length * height);
  for (let line = 0; line < height; line += 1) rows.set(row, line * row.length);
  const header = new Uint8Array([...number(width), ...number(height), 8, 2, 0, 0, 0]);
  const parts = [chunk("IHDR", header), chunk("IDAT", stored(rows)), chunk("IEND", new Uint8Array())];
  return new Blob([new Uint8Array(SIGNATURE), ...parts], { type: "image/png" });
}

function chunk(name, data) {
  const body = new Uint8Array([...new TextEncoder().encode(name), ...data]);
  return new Uint8Array([...number(data.length), ...body, ...number(checksum(body))]);
}

/** Wraps at most 65,535 bytes as zlib does, without compressing them. */
function stored(data) {
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  const length = [data.length & 255, data.length >> 8];
  return new Uint8Array([
    0x78,
    1,
    1,
    ...length,
    ...length.map((byte) => byte ^ 255),
    ...data,
    ...number(high * 65_536 + low),
  ]);
}

/** CRC-32. */
function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Four bytes, the highest first. */
function number(value) {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
