import java.nio.file.Path;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.reporting.Report;

/** Runs a PMD ruleset over folders of Apex: RULESET FOLDER… Prints `file:line:column [rule] message` and the count. */
public final class PmdCheck {
    public static void main(String[] arguments) {
        PMDConfiguration configuration = new PMDConfiguration();
        configuration.setOnlyRecognizeLanguage(LanguageRegistry.PMD.getLanguageById("apex"));
        configuration.addRuleSet(arguments[0]);
        configuration.setIgnoreIncrementalAnalysis(true);
        for (int i = 1; i < arguments.length; i++) configuration.addInputPath(Path.of(arguments[i]));
        int problems;
        try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
            Report report = analysis.performAnalysisAndCollectReport();
            report.getViolations().forEach(v -> System.out.println(
                v.getFileId().getOriginalPath() + ":" + v.getBeginLine() + ":" + v.getBeginColumn() + " [" + v.getRule().getName() + "] " + v.getDescription()));
            report.getProcessingErrors().forEach(e -> System.out.println(e.getFileId().getOriginalPath() + ": " + e.getMsg()));
            problems = report.getViolations().size() + report.getProcessingErrors().size();
        }
        System.out.println(problems + " problems");
        System.exit(problems == 0 ? 0 : 1);
    }
}
