import { expect, it } from "vitest";
import { insideBand } from "#core/calibration/record.simulation";
import { seededRandom } from "#core/math/random";

// The small version of `npm run simulate`: enough to notice a mistake, not to measure.
it("a perfectly calibrated forecaster lies inside the band at each decile in 85 of 100 records, early closes or not", () => {
  for (const share of insideBand({ random: seededRandom(20_260_103), records: 100, runs: 200 })) {
    expect(share).toBeGreaterThanOrEqual(0.85);
  }
});
