/** Counts the files of our zip while it comes in. Each begins with a header of its own: signature, version 10 to 45, and the
 *  flag of a UTF-8 name. The headers inside the Word files carry no such flag, their names being plain ASCII. Pure. */
export function paperCounter(): (piece: Uint8Array) => number {
  const signature = [0x50, 0x4b, 0x03, 0x04]
  let tail = new Uint8Array(0)
  let count = 0
  return (piece) => {
    const bytes = new Uint8Array(tail.length + piece.length)
    bytes.set(tail)
    bytes.set(piece, tail.length)
    // Headers that end in this piece; one begun in the last bytes is left to the next.
    for (let at = bytes.indexOf(0x50); at >= 0 && at + headerBytes <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      if (signature.every((byte, i) => bytes[at + i] === byte) && ((bytes[at + 7] ?? 0) & utf8Name) !== 0) count += 1
    }
    tail = bytes.slice(Math.max(0, bytes.length - headerBytes + 1))
    return count
  }
}

const headerBytes = 8
const utf8Name = 0x08
