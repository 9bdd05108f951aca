import type { FoundProposal } from '#contract/finding.ts'
import { Pieces } from './pieces.tsx'
import { foundInWords } from './words.ts'

/** The stretches of a found proposal where the words stand, each with the part it is from. */
export function Excerpts({ excerpts }: Pick<FoundProposal, 'excerpts'>) {
  if (excerpts.length === 0) return null
  return (
    <dl className="excerpts">
      {excerpts.map((excerpt) => (
        <div key={excerpt.in}>
          <dt>{foundInWords[excerpt.in]}</dt>
          <dd>
            <Pieces pieces={excerpt.pieces} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
