import './finding.css'
import type { Piece } from '#contract/finding.ts'

/** A text in pieces, what was sought or shared marked; read out, the marks say nothing, as the words stand there anyway. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, i) =>
    piece.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <mark key={i}>{piece.text}</mark>
    ) : (
      piece.text
    ),
  )
}
