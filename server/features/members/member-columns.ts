import { sql } from 'kysely'
import type { MemberFields } from '#contract/members.ts'
import { memberSearchText, pinyinKey, strokeKey } from './rules/name-keys.ts'

/** The fields of a file as columns of `members as m`. */
export const memberColumns = [
  'm.name',
  sql<MemberFields['sex']>`m.sex`.as('sex'),
  'm.born_on as bornOn',
  'm.ethnicity',
  'm.native_place as nativePlace',
  'm.parties',
  'm.member_number as memberNumber',
  'm.phone',
  'm.email',
  'm.address',
  'm.employer',
  'm.employer_post as employerPost',
  'm.education',
  'm.degree',
  'm.professional_title as professionalTitle',
  'm.social_posts as socialPosts',
  'm.expertise',
  'm.career',
] as const

/** A file with nothing in it but a name. */
export const blankFields: Omit<MemberFields, 'name'> = {
  sex: null,
  bornOn: null,
  ethnicity: '',
  nativePlace: '',
  parties: [],
  memberNumber: '',
  phone: '',
  email: '',
  address: '',
  employer: '',
  employerPost: '',
  education: '',
  degree: '',
  professionalTitle: '',
  socialPosts: '',
  expertise: '',
  career: '',
}

/** The columns of a whole file, with the keys by which it is ordered and found. */
export function columnsOf(fields: MemberFields, rule: 'cppcc' | 'npc') {
  return {
    name: fields.name,
    stroke_key: strokeKey(fields.name, rule),
    pinyin_key: pinyinKey(fields.name),
    search_text: memberSearchText(fields.name, fields.employer, fields.employerPost),
    sex: fields.sex,
    born_on: fields.bornOn,
    ethnicity: fields.ethnicity,
    native_place: fields.nativePlace,
    education: fields.education,
    degree: fields.degree,
    professional_title: fields.professionalTitle,
    parties: fields.parties,
    member_number: fields.memberNumber,
    phone: fields.phone,
    email: fields.email,
    address: fields.address,
    employer: fields.employer,
    employer_post: fields.employerPost,
    social_posts: fields.socialPosts,
    expertise: fields.expertise,
    career: fields.career,
  }
}
