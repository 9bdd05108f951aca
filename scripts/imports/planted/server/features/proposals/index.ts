// breaks: front-door-is-small
export { listOpinions } from './queries.ts'
// line 3 of a front door
// line 4 of a front door
// line 5 of a front door
// line 6 of a front door
// line 7 of a front door
// line 8 of a front door
// line 9 of a front door
// line 10 of a front door
// line 11 of a front door
// line 12 of a front door
// line 13 of a front door
// line 14 of a front door
// line 15 of a front door
// line 16 of a front door
// line 17 of a front door
// line 18 of a front door
// line 19 of a front door
// line 20 of a front door
// line 21 of a front door
