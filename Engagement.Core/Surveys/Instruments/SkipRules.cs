namespace Engagement.Core.Surveys;

/// <summary>Rules that show a question only after some answers to an earlier one.</summary>
public static class SkipRules
{
    /// <summary>The earlier questions on which a question can depend: those with options, but for matrices.</summary>
    public static IEnumerable<Question> Sources(SurveyContent content, string key) =>
        content.Questions.TakeWhile(q => q.Key != key).Where(CanDecide);

    /// <summary>True when other questions can depend on the answer.</summary>
    public static bool CanDecide(Question question) => question.Chosen && question.Kind != QuestionKind.Matrix;

    /// <summary>Why a question's rule can't be met; null when it can, or when there is none.</summary>
    public static string? WhyImpossible(SurveyContent content, Question question)
    {
        if (question.ShowIf is not { } rule) return null;
        if (content.Find(rule.Question) is not { } source) return "the question that it depends on is gone";
        var name = content.NameOf(source);
        if (content.IndexOf(source.Key) >= content.IndexOf(question.Key)) return $"it depends on {name}, which comes later";
        if (!CanDecide(source)) return $"it depends on {name}, which has no options to choose";
        if (rule.AnyOf.Count == 0) return $"no answer to {name} is ticked";
        if (rule.AnyOf.FirstOrDefault(k => source.Options.All(o => o.Key != k)) is { } gone) return $"{name} no longer has the answer “{gone}”";
        return WhyImpossible(content, source) is null ? null : $"it depends on {name}, whose own rule can’t be met";
    }
}
