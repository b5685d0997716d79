/**
 * The second oracle: every item of the province's table scored by hand in plain TypeScript, from the clauses and not
 * from the engine, for a township of 2025 or 2026 whose registers are all closed or 零报告. The bench is measured
 * against it too.
 */
import type { Evidence } from '../../rules/evidence.ts'
import { scoreLeadership } from './oracle/d1.ts'
import { scoreDecisions } from './oracle/d2.ts'
import { scoreDocuments } from './oracle/d3.ts'
import { scoreEnforcement } from './oracle/d4.ts'
import { scoreDisclosure } from './oracle/d5.ts'
import { scoreAdvisers } from './oracle/d6.ts'
import { scoreLearning } from './oracle/d7.ts'
import { scorePublicity } from './oracle/d8.ts'
import { scoreDisputes } from './oracle/d9.ts'
import { scoreReporting } from './oracle/d10.ts'
import { scoreVillages } from './oracle/d11.ts'
import { type Hand, type HandScores, openHand } from './oracle/hand.ts'
import { scorePools } from './oracle/pools.ts'

/** Scores a township by hand. */
export const scoreByHand = (evidence: Evidence): HandScores => handOf(evidence).scores

/** The books of a township with all its scores. */
export function handOf(evidence: Evidence): Hand {
  const hand = openHand(evidence)
  scoreLeadership(hand)
  scoreDecisions(hand)
  scoreDocuments(hand)
  scoreEnforcement(hand)
  scoreDisclosure(hand)
  scoreAdvisers(hand)
  scoreLearning(hand)
  scorePublicity(hand)
  scoreDisputes(hand)
  scoreReporting(hand)
  scoreVillages(hand)
  scorePools(hand)
  return hand
}
