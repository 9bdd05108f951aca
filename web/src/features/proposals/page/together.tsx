import { Link } from '@tanstack/react-router'
import type { Proposal } from '#contract/proposals.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Section } from '../../../shared/page.tsx'
import { stateTones, stateWords } from '../words.ts'

/** 并案: the one it is handled with, or those handled with it. */
export function Together({ proposal }: { proposal: Proposal }) {
  const { mergedInto, merged } = proposal
  if (!mergedInto && merged.length === 0) return null
  return (
    <Section title="并案">
      <p>
        {mergedInto
          ? '并入下面这件一并办理，案号和提案者不变，承办单位分别答复。'
          : '下面的提案并入本件一并办理，答复同时送达各件的提案者，由各自评价。'}
      </p>
      <ul className="together">
        {(mergedInto ? [mergedInto] : merged).map((one) => (
          <li key={one.id}>
            <Link to="/proposals/$id" params={{ id: one.id }}>
              {one.number !== null && <span className="proposal-number">{`${one.number} 号`}</span>}
              <span>{one.title}</span>
            </Link>
            <span className="faint">{one.proposers}</span>
            <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>
          </li>
        ))}
      </ul>
    </Section>
  )
}
