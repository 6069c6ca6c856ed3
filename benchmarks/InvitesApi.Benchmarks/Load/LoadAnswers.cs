namespace InvitesApi.Benchmarks.Load;

/// <summary>All answers of a load.</summary>
/// <param name="answers">Each of them.</param>
/// <param name="time">How long was asked.</param>
/// <param name="isRefused">Whether the right answer is a refusal.</param>
internal sealed class LoadAnswers(IReadOnlyList<LoadAnswer> answers, TimeSpan time, bool isRefused)
{
    /// <summary>The figures of the right answers.</summary>
    public LoadFigures Figures
    {
        get
        {
            double[] times = [.. answers.Where(IsRight).Select(answer => answer.Milliseconds).Order()];
            return new LoadFigures(
                times.Length / time.TotalSeconds,
                Median.Quantile(times, 0.5),
                Median.Quantile(times, 0.99),
                times.Length,
                answers.Count - times.Length);
        }
    }

    /// <summary>The share of the answers that have a status.</summary>
    public double ShareOf(int status) => answers.Count == 0 ? 0 : (double)answers.Count(answer => answer.Status == status) / answers.Count;

    private bool IsRight(LoadAnswer answer) => answer.Status is not LoadAnswer.None && (answer.Status >= 400) == isRefused;
}
