import type { Assignment } from '#contract/handling.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords, waitedWords } from '../../../shared/matter/due.ts'
import { Phone } from '../../../shared/phone.tsx'
import { unitDeskWords } from '../../../shared/words.ts'
import { inUnitWords } from '../words.ts'

/** Within the unit: who has it, since when, what was said; for the offices one line, for the proposer whom to call. */
export function InUnitLine({ assignment }: { assignment: Assignment }) {
  const { inUnit, contactPerson, state } = assignment
  const over = state === 'returned' || state === 'reassigned' || state === 'ended'
  if (over) return null
  if (!inUnit) return contactPerson && <ContactPerson person={contactPerson} />
  const { waitsFor, clerk, leader, ledByLeader, note } = inUnit
  return (
    <div className="in-unit">
      {waitsFor && (
        <p>
          {'单位内现在由'}
          <strong>
            {unitDeskWords[waitsFor.desk]}
            {waitsFor.names.length > 0 && `（${waitsFor.names.join('、')}）`}
          </strong>
          {waitsFor.desk === 'office' && !clerk ? '分办到人' : inUnitWords[inUnit.step]}
          <span className="faint">{`，${sinceWords(waitsFor.since)}`}</span>
        </p>
      )}
      <p className="faint">
        {[
          clerk && waitsFor?.desk !== 'clerk' && `承办人 ${clerk.name}`,
          leader && `${ledByLeader ? '领办领导' : '分管领导'} ${leader.name}`,
          contactPerson?.phone && `对外联系电话 ${contactPerson.phone}`,
        ]
          .filter(Boolean)
          .join('，')}
      </p>
      {note && (
        <blockquote className="said-note">
          <strong>单位内退回的意见</strong>
          <p className="preserve">{note}</p>
        </blockquote>
      )}
    </div>
  )
}

function sinceWords(since: string): string {
  const day = civilDateOf(since)
  return day === today() ? '今天起' : `${dateWords(day, today())}起，${waitedWords(since, today())}`
}

function ContactPerson({ person }: { person: NonNullable<Assignment['contactPerson']> }) {
  return (
    <p className="in-unit">
      {'单位联系人 '}
      {person.name} {person.phone && <Phone number={person.phone} />}
    </p>
  )
}
