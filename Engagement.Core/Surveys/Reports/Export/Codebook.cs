namespace Engagement.Core.Surveys.Reports;

/// <summary>What items and codes mean, in all languages that were asked.</summary>
internal static class Codebook
{
    public static byte[] Csv(ReportData data)
    {
        var csv = new CsvFile("item", "kind", "question_en", "question_es", "code", "label_en", "label_es", "right", "versions");
        var names = data.Versions.ToDictionary(v => v.Version.Id, v => $"{v.Survey} {v.Version.Number}");
        foreach (var item in data.Book.Items)
        {
            var versions = string.Join("; ", item.AskedIn.Select(a => names[a.Version]));
            void Row(string code, Words label, object? right) => csv.Add(item.Key, item.Kind.ToString(), Question(item, "en"), Question(item, "es"), code, label.In("en"), label.In("es"), right, versions);
            if (item.Options.Count == 0) Row("", Words.None, null);
            foreach (var option in item.Options) Row(option.Key, option.Text, item.Kind == QuestionKind.Knowledge ? option.Right ? 1 : 0 : null);
        }
        return csv.Bytes();
    }

    private static string Question(Item item, string language) =>
        item.Statement is { } statement ? $"{item.Question.Text.In(language)} {statement.Text.In(language)}" : item.Question.Text.In(language);
}
