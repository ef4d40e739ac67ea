/** A longer picture is no still of ours. */
const mostBytes = 1_000_000

const headEnd = '\r\n\r\n'

/**
 * Takes FFmpeg's `mpjpeg` apart: calls `onPicture` with each JPEG. What is none, or too long, is left out; false: nothing
 * that follows can be understood any more.
 */
export function readPictures(onPicture: (jpeg: Buffer) => void): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const end = rest.indexOf(headEnd)
      if (end < 0) return rest.length < mostBytes
      const length = Number(/^Content-length: *(\d+)/im.exec(rest.subarray(0, end).toString('latin1'))?.[1])
      if (!(length <= mostBytes)) return false
      const start = end + headEnd.length
      if (rest.length < start + length) return true
      // A copy, so that the chunks it came in are let go of.
      onPicture(Buffer.from(rest.subarray(start, start + length)))
      rest = rest.subarray(start + length)
    }
  }
}

/** Of a baseline JPEG, pixels; null when it is none. */
export function sizeOf(jpeg: Buffer): { width: number; height: number } | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 <= jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const mark = jpeg.readUInt16BE(at)
    if (mark < 0xff01) return null
    if (mark === 0xffc0) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) }
  }
  return null
}
