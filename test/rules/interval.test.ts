import { expectIntervalsToHold } from '../support/interval.ts'

expectIntervalsToHold(1500)
