import { useQuery } from '@tanstack/react-query'
import { scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'

/** The year of scoring that runs today; until the server has said it, the civil one, which it mostly is. */
export function useRunningYear(): number {
  const { data } = useQuery({ ...apiQuery(scoringRoutes.getRunningYear, {}), staleTime: 3_600_000 })
  return data?.year ?? Number(today().slice(0, 4))
}
