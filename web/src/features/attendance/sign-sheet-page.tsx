import './attendance.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { attendanceRoutes } from '#contract/attendance.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { formatInstant } from '../../shared/dates.ts'
import { Page } from '../../shared/page.tsx'
import { QueryState, Skeleton } from '../../shared/query-state.tsx'
import { attendanceWords } from './words.ts'

/** The list to be signed on paper, in the order of surname strokes: prints on A4, with room for a hand. */
export function SignSheetPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const params = { id }
  const query = useQuery(apiQuery(attendanceRoutes.getAttendance, { params }))
  const names = useInfiniteQuery({
    queryKey: [attendanceRoutes.listAttendees.path, 'sheet', id],
    queryFn: ({ pageParam }) =>
      call(attendanceRoutes.listAttendees, { params, query: { limit: 100, cursor: pageParam || undefined } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = names
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const people = names.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <QueryState query={query}>
      {({ activity }) => (
        <Page
          title={`${activity.title}签到表`}
          lead={`${formatInstant(activity.startsAt)} ${activity.place}`}
          back={{ to: '/activities/$id/attendance', label: '到会情况', params }}
          actions={
            <Button type="primary" disabled={hasNextPage} onClick={() => window.print()}>
              打印
            </Button>
          }
        >
          {hasNextPage && <Skeleton lines={2} />}
          <ol className="sign-sheet">
            {people.map((one) => (
              <li key={one.id}>
                <span>
                  <strong>{one.name}</strong> <span className="faint">{one.sector}</span>
                </span>
                <span className="sign-line">
                  {one.attendance === 'leave' || one.attendance === 'officialLeave'
                    ? attendanceWords[one.attendance]
                    : ''}
                </span>
              </li>
            ))}
          </ol>
        </Page>
      )}
    </QueryState>
  )
}
