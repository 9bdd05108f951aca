import './matter.css'
import type { ReactNode } from 'react'

export interface PersonLine {
  key: string
  name: string
  /** 界别、单位或职务. */
  about?: string | null
  state?: ReactNode
  note?: string
  action?: ReactNode
}

/** People under one another: name, where they belong, how they stand to the matter. */
export function PersonList({ people }: { people: readonly PersonLine[] }) {
  return (
    <ul className="person-list">
      {people.map((person) => (
        <li key={person.key}>
          <span className="person-name">{person.name}</span>
          {person.about && <span className="person-about">{person.about}</span>}
          {person.state}
          {person.action && <span className="person-action no-print">{person.action}</span>}
          {person.note && <p className="person-note">{person.note}</p>}
        </li>
      ))}
    </ul>
  )
}
