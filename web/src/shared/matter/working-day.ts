import { useQuery } from '@tanstack/react-query'
import { clockRoutes } from '#contract/clocks.ts'
import type { RouteResponse } from '#contract/route.ts'
import { apiQuery } from '../api.ts'
import type { IsWorkingDay } from './due.ts'

type Near = Pick<RouteResponse<(typeof clockRoutes)['getWorkingDays']>, 'holidays' | 'makeUpDays'>

/** Working days by the calendar in force; Mondays to Fridays where it says nothing else. Pure. */
export function workingDaysOf({ holidays, makeUpDays }: Near): IsWorkingDay {
  const [off, worked] = [new Set(holidays), new Set(makeUpDays)]
  return (civil) => worked.has(civil) || (!off.has(civil) && ![0, 6].includes(new Date(civil).getUTCDay()))
}

const weekdays = workingDaysOf({ holidays: [], makeUpDays: [] })

/** Which days are worked, as the server reckons its terms. */
export function useWorkingDays(): IsWorkingDay {
  return (
    useQuery({
      ...apiQuery(clockRoutes.getWorkingDays, {}),
      // A decree is seen within ten minutes, at once where it was entered.
      staleTime: 600_000,
      select: workingDaysOf,
    }).data ?? weekdays
  )
}
