import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  type MemberAccountState,
  memberAccountRoutes,
  memberAccountsAtOnce,
  type Slip,
} from '#contract/member-accounts.ts'
import { memberRoutes } from '#contract/members.ts'
import { call } from '../../../shared/api.ts'

/** 开户, or new first passwords for who never signed in. */
export type Work = 'open' | 'renew'

/** What has been handed out so far; the slips are nowhere else. */
export interface HandedOut {
  work: Work
  done: number
  total: number
  slips: readonly (Slip & { memberId: string })[]
  /** Names of those who go on with the account they have. */
  joined: readonly string[]
  skipped: readonly { name: string; state: MemberAccountState | null }[]
  running: boolean
  /** What broke it off; the rest is still to be done. */
  error: unknown
}

/** Opens accounts or renews passwords a few members at a time: each part is written whole or not at all, and a part that
 *  was written already is skipped by the server. */
export function useHandingOut() {
  const client = useQueryClient()
  const [out, setOut] = useState<HandedOut | null>(null)
  const rest = useRef<string[]>([])

  const carryOn = async (from: HandedOut) => {
    let now: HandedOut = { ...from, running: true, error: null }
    setOut(now)
    try {
      while (rest.current.length > 0) {
        const part = rest.current.slice(0, memberAccountsAtOnce)
        now = add(now, part.length, await send(now.work, part))
        rest.current = rest.current.slice(part.length)
        setOut(now)
      }
    } catch (error) {
      now = { ...now, error }
    }
    setOut({ ...now, running: false })
    await client.invalidateQueries({ queryKey: [memberAccountRoutes.listMemberAccounts.path] })
    await client.invalidateQueries({ queryKey: [memberRoutes.listMembers.path] })
  }

  return {
    out,
    begin(work: Work, memberIds: readonly string[]) {
      rest.current = [...memberIds]
      const total = memberIds.length
      void carryOn({ work, done: 0, total, slips: [], joined: [], skipped: [], running: true, error: null })
    },
    /** Goes on with those still to be done. */
    again: () => out && void carryOn(out),
    /** Forgets the slips. */
    end: () => setOut(null),
  }
}

type Part = Pick<HandedOut, 'slips' | 'joined' | 'skipped'>

async function send(work: Work, memberIds: string[]): Promise<Part> {
  const body = { memberIds }
  if (work === 'renew') {
    const { renewed, skipped } = await call(memberAccountRoutes.renewFirstPasswords, { body })
    return { slips: renewed, joined: [], skipped }
  }
  const { opened, joined, skipped } = await call(memberAccountRoutes.openMemberAccounts, { body })
  return { slips: opened, joined: joined.map(({ name }) => name), skipped }
}

function add(out: HandedOut, members: number, part: Part): HandedOut {
  return {
    ...out,
    done: out.done + members,
    slips: [...out.slips, ...part.slips],
    joined: [...out.joined, ...part.joined],
    skipped: [...out.skipped, ...part.skipped],
  }
}
