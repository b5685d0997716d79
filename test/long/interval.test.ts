import { expectIntervalsToHold } from '../support/interval.ts'

expectIntervalsToHold(50_000)
