// Reads a problem a line: {"constraints": text in CPLEX LP form, "wants": [expressions], "seconds": for each bound};
// writes [[least, most], ...], null where a bound took longer: then nothing is known.
import { createInterface } from "node:readline";
import loadHighs from "highs";

const highs = await loadHighs();
for await (const line of createInterface({ input: process.stdin })) {
  const { constraints, wants, seconds } = JSON.parse(line);
  const options = { output_flag: false, ...(seconds ? { time_limit: seconds } : {}) };
  const bound = (sense, want) => {
    const solution = highs.solve(`${sense}\n obj: ${want}\n${constraints}\nEnd\n`, options);
    if (solution.Status === "Time limit reached") {
      return null;
    }
    if (solution.Status !== "Optimal") {
      throw new Error(`${solution.Status}: ${sense} ${want}`);
    }
    return solution.ObjectiveValue;
  };
  const bounds = wants.map((want) => {
    const least = bound("Minimize", want);
    const most = least === null ? null : bound("Maximize", want);
    return most === null ? null : [least, most];
  });
  process.stdout.write(`${JSON.stringify(bounds)}\n`);
}
