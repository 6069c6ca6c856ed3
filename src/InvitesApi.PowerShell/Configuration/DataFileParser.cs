using System.Management.Automation;
using System.Management.Automation.Language;
using InvitesApi.Server.Configuration;

namespace InvitesApi.PowerShell.Configuration;

/// <summary>
/// Reads a configuration in a PowerShell data file: one hashtable of constants. PowerShell parses it; no code in it is run.
/// </summary>
internal static class DataFileParser
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The whole text.</param>
    /// <exception cref="SettingException">It is no such file.</exception>
    public static ConfigurationNode Parse(string text)
    {
        ScriptBlockAst script = ParseScript(text, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new SettingException(errors[0].Extent.StartLineNumber, $"This is no PowerShell data file: {errors[0].Message}");
        }

        bool isOneStatement = script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null }
            && script.EndBlock?.Statements.Count == 1;
        return isOneStatement
            ? Value(script.EndBlock!.Statements[0])
            : throw new SettingException(1, "A PowerShell data file must be one hashtable with settings, @{ … }.");
    }

    // A few malformed texts it does not refuse, but breaks at.
    private static ScriptBlockAst ParseScript(string text, out ParseError[] errors)
    {
        try
        {
            return Parser.ParseInput(text, out _, out errors);
        }
        catch (ParseException error)
        {
            throw new SettingException(1, "This is no PowerShell data file: PowerShell can't read it.", error);
        }
    }

    private static ConfigurationNode Value(StatementAst statement) =>
        Value((statement as PipelineAst)?.GetPureExpression() ?? throw Refuse(statement));

    private static ConfigurationNode Value(ExpressionAst expression) => new(
        expression switch
        {
            HashtableAst table => table.KeyValuePairs.Select(Entry).ToArray(),
            ArrayExpressionAst array => array.SubExpression.Statements.SelectMany(Items).ToArray(),
            ArrayLiteralAst list => list.Elements.Select(Value).ToArray(),
            StringConstantExpressionAst text => text.Value,
            ConstantExpressionAst constant => Number(constant),
            VariableExpressionAst variable => Constant(variable),
            _ => throw Refuse(expression),
        },
        expression.Extent.StartLineNumber);

    private static ConfigurationEntry Entry(Tuple<ExpressionAst, StatementAst> pair) =>
        pair.Item1 is StringConstantExpressionAst name
            ? new ConfigurationEntry(name.Value, name.Extent.StartLineNumber, Value(pair.Item2))
            : throw Refuse(pair.Item1);

    // In @( ) a list may stand in one line, with commas, or have an item a line.
    private static IEnumerable<ConfigurationNode> Items(StatementAst statement)
    {
        ConfigurationNode value = Value(statement);
        return value.Value is IReadOnlyList<ConfigurationNode> items ? items : [value];
    }

    // Each arm is an object of its own: together they would all become doubles.
    private static object Number(ConstantExpressionAst constant) => constant.Value switch
    {
        int whole => (object)(long)whole,
        long whole => (object)whole,
        double number => (object)number,
        decimal number => (object)(double)number,
        _ => throw Refuse(constant),
    };

    private static object? Constant(VariableExpressionAst variable) => variable.VariablePath.UserPath.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        "NULL" => null,
        _ => throw Refuse(variable),
    };

    private static SettingException Refuse(Ast part) => new(
        part.Extent.StartLineNumber,
        $"'{FirstLine(part)}' is no constant, and no code is run here. Write texts in single quotes, numbers, $true, $false, @( ) "
        + "and @{ }.");

    private static string FirstLine(Ast part) => part.Extent.Text.Split('\n')[0].TrimEnd();
}
