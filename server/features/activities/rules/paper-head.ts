import { type ActivityKind, activityKinds } from '#contract/activity-kinds.ts'

const ofPlenary: readonly ActivityKind[] = ['plenary', 'plenarySubMeeting']

/** Who issues what is written of a meeting: of a plenary and its groups its secretariat, else the body that organises it, else
 *  the committee. Source: 大会简报由大会秘书处编印；其他会议由主办的机关、专委会出（会务通行）. */
export function issuerOfMeeting(
  { kind, organiserName }: { kind: ActivityKind; organiserName: string },
  committee: string,
): string {
  return ofPlenary.includes(kind) ? '大会秘书处' : `${committee}${organiserName}`
}

/** 发文机关标志 of a brief or of minutes (×××××纪要). Source: 简报字段（届次、小组、期号、签发人）；GB/T 9704-2012 10.3 纪要格式. */
export function markOfRecord(
  one: { record: 'brief' | 'minutes'; kind: ActivityKind; organiserName: string; session: string },
  committee: string,
): string {
  if (one.record === 'brief')
    return ofPlenary.includes(one.kind) ? `${committee}${one.session}简报` : `${committee}${one.organiserName}简报`
  const named = (['standingCommittee', 'chairCouncil', 'consultationMeeting'] as ActivityKind[]).includes(one.kind)
  const meeting = named ? activityKinds[one.kind].entryName : '会议'
  return `${committee}${one.organiserName}${meeting}纪要`
}
