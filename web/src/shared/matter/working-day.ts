import { isWorkday } from 'chinese-days'

/** Working days of the State Council's calendar with its swapped days (调休); Monday to Friday where it is not decreed yet.
 *  Only for saying how far away a date is. The date itself is always the server's. */
export function isWorkingDay(civil: string): boolean {
  return isWorkday(civil)
}
