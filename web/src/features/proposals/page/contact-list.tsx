import { Button } from 'antd'
import type { Assignment } from '#contract/handling.ts'
import { today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { phaseWords, wayWords } from '../words.ts'

export type Contact = Assignment['contacts'][number]

/** 面商记录, each with the proposer's own word on whether it took place. */
export function ContactList({ contacts, onAnswer }: { contacts: readonly Contact[]; onAnswer: (id: string) => void }) {
  if (contacts.length === 0) return null
  return (
    <details className="fold" open>
      <summary>{`面商记录（${contacts.length}）`}</summary>
      <ul>
        {contacts.map((contact) => (
          <li key={contact.id} className="contact">
            <ContactText contact={contact} />
            {contact.actions.length > 0 && (
              <Button className="no-print" onClick={() => onAnswer(contact.id)}>
                确认或提出异议
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

export function ContactText({ contact }: { contact: Contact }) {
  return (
    <>
      <p className="contact-head">
        <strong>{dateWords(contact.heldOn, today())}</strong>
        <span>{`${phaseWords[contact.phase]}，${wayWords[contact.way]}`}</span>
        <Answer contact={contact} />
      </p>
      <p>
        <span className="faint">参加人：</span>
        {contact.persons}
      </p>
      <p className="preserve">{contact.notes}</p>
      {contact.disputedAt && (
        <p className="preserve">
          <strong>提案者的异议：</strong>
          {contact.disputeNote}
        </p>
      )}
      <p className="faint">{`${contact.recordedBy}记录`}</p>
    </>
  )
}

function Answer({ contact }: { contact: Contact }) {
  if (contact.disputedAt) return <StateTag tone="due">提案者有异议</StateTag>
  if (contact.confirmedAt) return <StateTag tone="done">提案者已确认</StateTag>
  return <StateTag tone="open">待提案者确认</StateTag>
}
