// Reads a problem a line: {"constraints": text in CPLEX LP form, "wants": [expressions]}; writes [[least, most], ...].
import { createInterface } from "node:readline";
import loadHighs from "highs";

const highs = await loadHighs();
for await (const line of createInterface({ input: process.stdin })) {
  const { constraints, wants } = JSON.parse(line);
  const bound = (sense, want) => {
    const solution = highs.solve(`${sense}\n obj: ${want}\n${constraints}\nEnd\n`, { output_flag: false });
    if (solution.Status !== "Optimal") {
      throw new Error(`${solution.Status}: ${sense} ${want}`);
    }
    return solution.ObjectiveValue;
  };
  process.stdout.write(`${JSON.stringify(wants.map((want) => [bound("Minimize", want), bound("Maximize", want)]))}\n`);
}
