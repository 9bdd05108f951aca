import { useQuery } from '@tanstack/react-query'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'

/** 十届五次 in short: each session numbers anew, so a number alone says too little where several are in sight. */
export function useSessionNames(): (sessionId: string | null) => string {
  const terms = useQuery({ ...apiQuery(committeeRoutes.listTerms, {}), staleTime: 600_000 })
  const names = new Map(
    (terms.data?.items ?? []).flatMap((term) =>
      term.sessions.map((session) => [session.id, `${term.number} 届 ${session.number} 次`] as const),
    ),
  )
  return (sessionId) => (sessionId === null ? '平时' : (names.get(sessionId) ?? ''))
}
